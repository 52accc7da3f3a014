/**
 * How the stacks of client applications arrive in RUM: as the device prints them where nobody uploaded source maps or symbols,
 * and as Datadog shows them where somebody did. `build` numbers the releases of one source: each release gives other names,
 * addresses and hashes to the same bug.
 */
export interface ClientStack {
  /** As printed by the device. */
  readonly raw: (build: number) => string
  /** With source maps or symbols. */
  readonly symbolicated: (build: number) => string
}

/** The build's own letters, addresses and hashes: never twice the same. */
function letter(build: number, place: number): string {
  return String.fromCharCode(97 + ((build * 7 + place) % 26))
}

function address(build: number, offset: number): string {
  return (0x1_02f0_0000 + build * 0x4_0000 + offset).toString(16).padStart(16, '0')
}

function bundleHash(build: number): string {
  return (0x4f3c_9a1e + build * 0x1357_9bdf).toString(16).slice(-8).padStart(8, '0')
}

/** A page of a shop, bundled and minified; the browser SDK writes `@` before the address. */
export function browserTotal(headline: string): ClientStack {
  const origin = 'https://shop.example.com'
  return {
    raw: (build) =>
      [
        headline,
        `  at ${letter(build, 3)} @ ${origin}/assets/app.${bundleHash(build)}.min.js:1:${23_456 + build * 911}`,
        `  at ${letter(build, 9)}${letter(build, 1)} @ ${origin}/assets/app.${bundleHash(build)}.min.js:1:${48_012 + build * 877}`,
        `  at ${letter(build, 5)} @ ${origin}/assets/vendor.${bundleHash(build + 5)}.min.js:2:${130_877 + build}`
      ].join('\n'),
    symbolicated: (build) =>
      [
        headline,
        `  at summarise @ webpack:///./web/src/cart/cart-summary.ts:${31 + build}:18`,
        `  at CartPage @ webpack:///./web/src/cart/cart-page.tsx:${58 + build}:11`,
        '  at renderWithHooks @ webpack:///./node_modules/react-dom/cjs/react-dom.production.min.js:167:137'
      ].join('\n')
  }
}

/** React Native on Hermes: places in the bundle are addresses of its byte code. */
export function hermesTotal(headline: string): ClientStack {
  return {
    raw: (build) =>
      [
        headline,
        `    at anonymous (address at index.android.bundle:1:${1_245_677 + build * 5_003})`,
        `    at ${letter(build, 2)} (address at index.android.bundle:1:${1_201_101 + build * 5_003})`,
        `    at apply (native)`,
        `    at ${letter(build, 4)}${letter(build, 8)} (address at index.android.bundle:1:${88_201 + build * 37})`
      ].join('\n'),
    symbolicated: (build) =>
      [
        headline,
        `    at basketTotal (/Users/runner/work/shop/shop/native/src/basket/basket-total.ts:${12 + build}:31)`,
        `    at BasketScreen (/Users/runner/work/shop/shop/native/src/basket/basket-screen.tsx:${77 + build}:20)`,
        '    at renderWithHooks (/Users/runner/work/shop/shop/node_modules/react-native/Libraries/Renderer/implementations/ReactFabric-prod.js:2341:18)'
      ].join('\n')
  }
}

/** The crashed thread of an iPhone: binary, address, load address and offset, or the symbol with its place. */
export function appleTotal(): ClientStack {
  const line = (number: number, image: string, at: string, symbol: string): string =>
    `${String(number).padEnd(4)}${image.padEnd(36)}0x${at} ${symbol}`
  const raw = (build: number, number: number, offset: number): string =>
    line(
      number,
      'Shop',
      address(build, offset + build * 96),
      `0x${(0x1_02f0_0000 + build * 0x4_0000).toString(16)} + ${offset + build * 96}`
    )
  const uikit = (number: number): string =>
    line(number, 'UIKitCore', '00000001b2c3d4e5', '-[UIApplication sendAction:to:from:forEvent:] + 96')
  return {
    raw: (build) => [raw(build, 0, 246_436), raw(build, 1, 251_004), uikit(2)].join('\n'),
    symbolicated: (build) =>
      [
        line(
          0,
          'Shop',
          address(build, 246_436),
          `ParcelViewController.total() + 44 (ParcelViewController.swift:${42 + build})`
        ),
        line(
          1,
          'Shop',
          address(build, 251_004),
          `@objc ParcelViewController.sendTapped(_:) + 28 (ParcelViewController.swift:${88 + build})`
        ),
        uikit(2)
      ].join('\n')
  }
}

/** Android: R8 renames classes and methods, and takes the lines along. */
export function androidTotal(headline: string): ClientStack {
  const system = [
    '\tat android.view.View.performClick(View.java:7506)',
    '\tat android.os.Handler.handleCallback(Handler.java:942)',
    '\tat android.os.Looper.loopOnce(Looper.java:226)',
    '\tat com.android.internal.os.ZygoteInit.main(ZygoteInit.java:1040)'
  ]
  return {
    raw: (build) =>
      [
        headline,
        `\tat ${letter(build, 3)}${build + 1}.${letter(build, 1)}.${letter(build, 0)}(SourceFile:${12 + build})`,
        `\tat ${letter(build, 2)}${build + 2}.${letter(build, 10)}.onClick(Unknown Source:${3 + build})`,
        ...system
      ].join('\n'),
    symbolicated: (build) =>
      [
        headline,
        `\tat com.acme.shop.order.OrderTotals.total(OrderTotals.kt:${27 + build})`,
        `\tat com.acme.shop.order.OrderActivity.onClick(OrderActivity.kt:${64 + build})`,
        ...system
      ].join('\n')
  }
}

/** Flutter: what `--obfuscate --split-debug-info` leaves are addresses below a header that names the build. */
export function flutterTotal(): ClientStack {
  const stars = Array<string>(16).fill('***').join(' ')
  return {
    raw: (build) => {
      const base = 0x7a_1c2d_3000 + build * 0x10_0000
      const frames = [0x20_ea3b, 0x1f_0b17, 0x03_3d55, 0x2a_901f].map((offset, number) => {
        const moved = offset + build * 0x1c0
        const virtual = (0x11_1000 + moved).toString(16).padStart(16, '0')
        return `    #0${number} abs ${(base + moved).toString(16).padStart(16, '0')} virt ${virtual} _kDartIsolateSnapshotInstructions+0x${moved.toString(16)}`
      })
      return [
        stars,
        `pid: ${10_534 + build}, tid: ${10_581 + build * 3}, name 1.ui`,
        'os: android arch: arm64 comp: yes sim: no',
        `build_id: '9c2f2e6d1a7b4c5d8e9f0a1b2c3d4e5${build}'`,
        `isolate_dso_base: ${base.toString(16)}, vm_dso_base: ${base.toString(16)}`,
        `isolate_instructions: ${(base + 0x11_1000).toString(16)}, vm_instructions: ${(base + 0xf_d000).toString(16)}`,
        ...frames
      ].join('\n')
    },
    symbolicated: (build) =>
      [
        `#0      Wishlist.total (package:shop/wishlist/wishlist.dart:${19 + build}:24)`,
        `#1      WishlistPage.build (package:shop/wishlist/wishlist_page.dart:${52 + build}:30)`,
        '#2      StatelessElement.build (package:flutter/src/widgets/framework.dart:5799:49)',
        '#3      ComponentElement.performRebuild (package:flutter/src/widgets/framework.dart:5729:15)'
      ].join('\n')
  }
}

/** BrightScript: only files of the channel's package, and no symbols to upload. */
export function rokuTotal(): ClientStack {
  const printed = (build: number): string =>
    [
      'Backtrace:',
      '#1  Function basketsum(items As Dynamic) As Integer',
      `   file/line: pkg:/source/basket.brs(${14 + build})`,
      '#0  Function main(args As Dynamic) As Void',
      `   file/line: pkg:/source/main.brs(${41 + build})`
    ].join('\n')
  return { raw: printed, symbolicated: printed }
}
