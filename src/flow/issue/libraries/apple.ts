import { folders, type LibraryRule } from '../library-rule.js'

/** By the binary: its name, or its bundle's identifier. */
function binaries(origin: LibraryRule['origin'], reason: string, names: readonly string[]): LibraryRule {
  return {
    origin,
    reason,
    module: new RegExp(`^(?:com\\.apple\\.)?(?:${names.join('|')})(?:\\.framework)?$`)
  }
}

const startOfName = '[\\w+.-]{0,80}'

export const appleRules: readonly LibraryRule[] = [
  { origin: 'none', module: /^\?{2,3}$/, reason: 'no binary at the address' },
  {
    origin: 'generated',
    function:
      /^(?:merged |partial apply |(?:@objc|@nonobjc) |(?:reabstraction )?thunk |protocol witness |outlined |dispatch thunk )/,
    reason: 'thunk of the compiler'
  },
  binaries('tracer', 'monitoring SDK', [
    `Datadog${startOfName}`,
    `DD${startOfName}SDK`,
    `Sentry${startOfName}`,
    `OpenTelemetry${startOfName}`,
    'NewRelic',
    `Bugsnag${startOfName}`,
    `KSCrash${startOfName}`,
    'CrashReporter',
    'PLCrashReporter',
    'FirebaseCrashlytics',
    'Crashlytics'
  ]),
  binaries('runtime', 'runtime of Swift and Objective-C', [
    `libswift${startOfName}`,
    `libobjc${startOfName}`,
    `libsystem${startOfName}`,
    'libSystem(?:\\.B)?\\.dylib',
    `libdispatch${startOfName}`,
    `libpthread${startOfName}`,
    `libc\\+\\+${startOfName}`,
    `libstdc\\+\\+${startOfName}`,
    'libc\\.so\\.6',
    'libunwind\\.dylib',
    `libclang_rt${startOfName}`,
    `ld-linux${startOfName}`,
    `libFoundation${startOfName}`,
    'dyld|dyld_sim|libdyld\\.dylib|libBlocksRuntime\\.so',
    'CoreFoundation|Foundation'
  ]),
  { origin: 'library', module: /^com\.apple\.[\w.-]{1,100}$/, reason: 'framework of the system' },
  binaries('library', 'framework of the system', [
    `lib(?:sqlite3|xml2|z|icucore|network|boringssl|xpc|MobileGestalt|AccessibilityBaseUtils|XCTest${startOfName})${startOfName}\\.dylib`,
    `UIKit(?:Core|MacHelper|Services)?|SwiftUI(?:Core)?|SwiftData|AppKit|Combine|Observation|AttributeGraph`,
    'QuartzCore|CoreGraphics|CoreText|CoreImage|ImageIO|CoreAnimation|RenderBox|TextInput|UIFoundation|UIUtilities',
    'GraphicsServices|BackBoardServices|BoardServices|FrontBoardServices|RunningBoardServices|SpringBoardServices|BaseBoard',
    'HIToolbox|HIServices|LaunchServices|CoreServices(?:Internal)?|Carbon(?:Core)?|SkyLight|AE|IOKit|IOSurface|Accelerate|vImage|libBLAS.dylib',
    'CFNetwork|Network|NetworkExtension|Security|SystemConfiguration|LocalAuthentication|AuthenticationServices',
    'CoreData|CloudKit|CoreSpotlight|CoreLocation|MapKit|VectorKit|GeoServices|CoreMotion|CoreBluetooth|CoreTelephony|CoreNFC',
    'AVFoundation|AVFAudio|AVFCore|AVKit|AudioToolbox|AudioToolboxCore|CoreAudio|CoreMedia|CoreVideo|MediaPlayer|MediaToolbox|VideoToolbox|MediaRemote',
    'WebKit|WebCore|JavaScriptCore|SafariServices|Metal|MetalKit|MetalPerformanceShaders|OpenGLES|GLKit|GPUSupportMercury|AGX\\w{1,60}|IOGPU',
    'SpriteKit|SceneKit|RealityKit|ARKit|GameKit|GameplayKit|ModelIO|CoreML|Vision|NaturalLanguage|CreateML|Speech',
    'StoreKit|PassKit|HealthKit|HomeKit|EventKit(?:UI)?|Contacts(?:UI)?|AddressBook|Photos(?:UI)?|PhotoLibraryServices\\w{0,20}|MessageUI|Messages|PDFKit|QuickLook',
    'UserNotifications(?:UI)?|PushKit|CallKit|WatchKit|WatchConnectivity|WidgetKit|ActivityKit|AppIntents|Intents(?:UI)?|BackgroundTasks|ExtensionKit|PlugInKit',
    'Accessibility\\w{0,40}|XCTest|XCTestCore|XCUIAutomation|XCTAutomationSupport|Testing|IDEBundleInjection|xctest|libMainThreadChecker\\.dylib|ViewBridge|XPC|CoreUI|Sharing|Translation\\w{0,20}'
  ]),
  binaries('library', 'known library', [
    'Alamofire|AFNetworking|Moya|Kingfisher|SDWebImage|Nuke|SnapKit|Masonry|Lottie|PromiseKit|ReactiveSwift|ReactiveObjC',
    'Rx(?:Swift|Cocoa|Relay)|Realm(?:Swift)?|GRDB|FMDB|SQLCipher|Apollo(?:API)?|Starscream|SwiftyJSON|ObjectMapper|CocoaLumberjack',
    `Firebase${startOfName}|Google${startOfName}|GTMSessionFetcher|nanopb|FBLPromises|FB(?:SDK${startOfName}|AEMKit)|Stripe${startOfName}`,
    `Flutter|hermes|React|React${startOfName}|RCT${startOfName}|Unity(?:Framework)?|Quick|Nimble|Swinject|ComposableArchitecture`
  ]),
  ...folders('library', [
    'Pods',
    'Carthage/Checkouts',
    'SourcePackages/checkouts',
    '.build/checkouts',
    'usr/lib/swift'
  ])
]
