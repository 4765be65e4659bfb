// A real OpenID Connect provider on the loopback, which lets in whoever the test says, without asking.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";

import Provider from "oidc-provider";

export const client = { id: "touchstone", secret: "a secret of forty letters or so, for tests" };

function key(algorithm, kid) {
    const pair = algorithm === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("rsa", { modulusLength: 2048 });
    return { ...pair.privateKey.export({ format: "jwk" }), use: "sig", alg: algorithm, kid };
}

// {address, people (subject -> {email, email_verified}), who (the subject who signs in next), forge (what somebody in the middle makes of the
// token answer, or null), stop()}
export async function start_provider(port, back, { algorithm = "RS256", kid = "first" } = {}) {
    const address = `http://127.0.0.1:${port}`;
    const state = { address, people: new Map(), who: null, asked: [], forge: null };
    const provider = new Provider(address, {
        clients: [{
            client_id: client.id, client_secret: client.secret, redirect_uris: [back], response_types: ["code"], grant_types: ["authorization_code"],
            token_endpoint_auth_method: "client_secret_post", id_token_signed_response_alg: algorithm,
        }],
        jwks: { keys: [key(algorithm, kid)] },
        cookies: { keys: ["planted"] },
        claims: { openid: ["sub"], email: ["email", "email_verified"] },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...state.people.get(id) }) }),
    });
    provider.on("server_error", (_, error) => state.asked.push(`error: ${error.message}`));
    const answer = provider.callback();
    const server = createServer(async (request, response) => {
        state.asked.push(`${request.method} ${request.url.split("?")[0]}`);
        if (request.url === "/token" && state.forge) {
            const end = response.end.bind(response);
            response.end = (body, ...rest) => {
                const forged = body ? state.forge(String(body)) : body;
                response.setHeader("content-length", Buffer.byteLength(forged ?? ""));
                return end(forged, ...rest);
            };
        }
        if (!request.url.startsWith("/interaction/")) return answer(request, response);
        const details = await provider.interactionDetails(request, response);
        const grant = new provider.Grant({ accountId: state.who, clientId: client.id });
        grant.addOIDCScope("openid email");
        await provider.interactionFinished(request, response, { login: { accountId: state.who }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
        return details;
    });
    await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
    state.stop = () => new Promise((end) => { server.closeAllConnections(); server.close(end); });
    return state;
}
