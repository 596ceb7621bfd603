/** As much of Trusted Types as is used here; not every browser has them, and the compiler knows none of them. */
interface ScriptPolicies {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(address: string): string },
    ): { createScriptURL(address: string): unknown };
  };
}

/** @throws TypeError when the address is of another origin */
function checked(address: string): string {
  const { href, origin } = new URL(address, location.href);
  if (origin !== location.origin) throw new TypeError(`Not a script of our own: ${origin}`);
  return href;
}

const trusted = (globalThis as ScriptPolicies).trustedTypes?.createPolicy('wafa-script', {
  createScriptURL: checked,
});

/**
 * The address of a script of our own, in the form in which browsers with Trusted Types let it be run. Whoever starts a
 * worker takes it for a text, as which it is declared.
 * @throws TypeError when the address is of another origin
 */
export function ownScript(address: string | URL): string {
  return (trusted ? trusted.createScriptURL(String(address)) : checked(String(address))) as string;
}
