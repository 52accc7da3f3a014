/** Before each try to get a claim that another run holds, in milliseconds: in all about as long as filing a ticket takes. */
export const CLAIM_WAITS_MS = [0, 1_000, 2_000, 4_000, 8_000] as const
