import fc from 'fast-check'

/* The gate says the same of the same commit. Raise the seed to look for what this one does not find. */
fc.configureGlobal({ seed: 20260301 })
