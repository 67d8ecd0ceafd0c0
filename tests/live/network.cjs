// A creator's server (PDS) and the directory of identities that it needs, both on loopback and in memory or a
// temporary folder. Prints the address of the server as one line of JSON when it answers; ends with its input.
const crypto = require("node:crypto");
const http = require("node:http");
const { PDS, envToCfg, envToSecrets, readEnv } = require("@atproto/pds");

// What did:plc needs of its directory: the newest operation of each identity, and the document made of it.
const operations = new Map();

function document(did, operation) {
  return {
    "@context": ["https://www.w3.org/ns/did/v1"],
    id: did,
    alsoKnownAs: operation.alsoKnownAs,
    verificationMethod: Object.entries(operation.verificationMethods).map(([id, key]) => ({
      id: `${did}#${id}`, type: "Multikey", controller: did, publicKeyMultibase: key.replace("did:key:", ""),
    })),
    service: Object.entries(operation.services).map(([id, service]) => ({
      id: `#${id}`, type: service.type, serviceEndpoint: service.endpoint,
    })),
  };
}

async function answer(request, response) {
  const [did, ...rest] = decodeURIComponent(request.url.split("?")[0].slice(1)).split("/");
  const say = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (request.method === "POST") {
    const parts = [];
    for await (const part of request) parts.push(part);
    operations.set(did, JSON.parse(Buffer.concat(parts).toString()));
    return say(200, {});
  }
  const operation = operations.get(did);
  if (!operation) return say(404, { message: `DID not registered: ${did}` });
  if (rest[0] === "data") return say(200, { did, ...operation });
  if (rest[0] === "log") return say(200, rest[1] === "last" ? operation : [operation]);
  return say(200, document(did, operation));
}

const listen = (server) =>
  new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server.address().port)));

async function freePort() {
  const server = http.createServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

async function main(folder) {
  const directory = http.createServer(answer);
  const directoryPort = await listen(directory);
  const port = await freePort();
  const secret = () => crypto.randomBytes(32).toString("hex");
  Object.assign(process.env, {
    LOG_ENABLED: "false",
    PDS_PORT: String(port),
    PDS_HOSTNAME: "localhost",
    PDS_SERVICE_HANDLE_DOMAINS: ".test",
    PDS_DEV_MODE: "true",
    PDS_DATA_DIRECTORY: folder,
    PDS_BLOBSTORE_DISK_LOCATION: `${folder}/blobs`,
    PDS_DID_PLC_URL: `http://127.0.0.1:${directoryPort}`,
    PDS_JWT_SECRET: secret(),
    PDS_ADMIN_PASSWORD: secret(),
    PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: secret(),
    PDS_INVITE_REQUIRED: "false",
    PDS_DISABLE_SSRF_PROTECTION: "true",
    PDS_RATE_LIMITS_ENABLED: "false",
    PDS_CRAWLERS: "",
  });
  const env = readEnv();
  const pds = await PDS.create(envToCfg(env), envToSecrets(env));
  await pds.start();
  console.log(JSON.stringify({ address: `http://localhost:${port}` }));
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
