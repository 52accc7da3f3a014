import { contextsOf, type Context } from './contexts.js'
import { credentialPlants } from './credentials.js'
import { personalPlants } from './personal.js'
import type { Planted, PlantKind } from './plant.js'
import { chanceFrom } from './random.js'

/** A text with one secret in it. */
export interface PlantedText {
  readonly family: PlantKind['family']
  readonly kind: string
  readonly context: string
  readonly secret: Planted
  readonly text: string
  /** The same text without the secret. */
  readonly around: string
}

/** Everything that is planted. */
export const plantKinds: readonly PlantKind[] = [...credentialPlants, ...personalPlants]

/** Every kind in each of its contexts, with another secret each time; the same seed gives the same texts. */
export function plantedTexts(seed: number): readonly PlantedText[] {
  const chance = chanceFrom(seed)
  return plantKinds.flatMap((kind) =>
    contextsOf(kind).map((context) => plantedText(kind, context, kind.make(chance)))
  )
}

function plantedText(kind: PlantKind, context: Context, secret: Planted): PlantedText {
  return {
    family: kind.family,
    kind: kind.kind,
    context: context.name,
    secret,
    text: context.write(secret.text, kind),
    around: context.write('', kind)
  }
}
