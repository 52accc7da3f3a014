/** Key of the embedded model. */
export const MODEL_KEY = 'sk-ant-api03-chaos-key-that-nobody-may-see-0123456789'
