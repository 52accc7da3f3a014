export const root = 'src/main/java/com/acme/shop'
export const files = [
  `${root}/Cart.java`,
  `${root}/Loader.kt`,
  `${root}/Stock.scala`,
  'src/test/java/com/acme/shop/CartTest.java',
  `${root}/session/SessionStore.java`
]
export const at = 'com.acme.shop.Cart.total(Cart.java:12)'
export const kt = 'com.acme.shop.Loader.load(Loader.kt:8)'
export const scala = 'com.acme.shop.Stock$.count(Stock.scala:4)'
export const npe = 'java.lang.NullPointerException'
export const jackson = [
  'com.fasterxml.jackson.core.JsonParser._constructError(JsonParser.java:2391)',
  'com.fasterxml.jackson.databind.ObjectMapper.readValue(ObjectMapper.java:3629)'
]
