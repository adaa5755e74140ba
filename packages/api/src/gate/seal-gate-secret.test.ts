import { describe, expect, test } from "vitest";
import { createDeviceKeys, openGateSecret, sealGateSecret, writeDevicePublicKey } from "./seal-gate-secret.ts";

const address = { deviceId: "dev-1", performanceId: "perf-1", secretVersion: 3 };
const gateSecret = crypto.getRandomValues(new Uint8Array(32));

async function enrolled() {
  const keys = await createDeviceKeys();
  return { keys, publicKey: await writeDevicePublicKey(keys.publicKey) };
}

describe("a gate secret sealed to a device", () => {
  test("opens on that device", async () => {
    const { keys, publicKey } = await enrolled();
    const sealed = await sealGateSecret(publicKey, gateSecret, address);
    expect(await openGateSecret(keys, sealed, address)).toEqual(gateSecret);
    expect(await sealGateSecret(publicKey, gateSecret, address)).not.toBe(sealed);
  });

  test("does not open on another device, even one that claims its name", async () => {
    const { publicKey } = await enrolled();
    const sealed = await sealGateSecret(publicKey, gateSecret, address);
    const { keys: others } = await enrolled();
    await expect(openGateSecret(others, sealed, address)).rejects.toThrow(/another device/);
  });

  test.each([{ deviceId: "dev-2" }, { performanceId: "perf-2" }, { secretVersion: 4 }])(
    "does not open for %o",
    async (other) => {
      const { keys, publicKey } = await enrolled();
      const sealed = await sealGateSecret(publicKey, gateSecret, address);
      await expect(openGateSecret(keys, sealed, { ...address, ...other })).rejects.toThrow(/another device/);
    },
  );

  test("does not open after any change", async () => {
    const { keys, publicKey } = await enrolled();
    const sealed = await sealGateSecret(publicKey, gateSecret, address);
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
      await expect(openGateSecret(keys, altered, address), altered).rejects.toThrow(/gate secret/);
    }
    await expect(openGateSecret(keys, sealed.slice(0, 40), address)).rejects.toThrow(/not a sealed/);
    await expect(openGateSecret(keys, `${sealed}=`, address)).rejects.toThrow(/not a sealed/);
  });

  test("is not made for a key that is not on the curve", async () => {
    const { publicKey } = await enrolled();
    await expect(
      sealGateSecret(`${publicKey.slice(0, 40)}AAAA${publicKey.slice(44)}`, gateSecret, address),
    ).rejects.toThrow();
    await expect(sealGateSecret("BA", gateSecret, address)).rejects.toThrow(/P-256/);
  });

  test("leaves the device's private key where it is", async () => {
    const { keys } = await enrolled();
    await expect(crypto.subtle.exportKey("jwk", keys.privateKey)).rejects.toThrow();
  });
});
