import { describe, expect, it } from '@jest/globals'
import { openPage, type OpenPage } from './app-page.js'

const DISK = 'file:///home/me/create-app.html'
const WEB = 'https://your-org.github.io/autofix/create-app.html'
const CODE = 'a180b1a3d263c81bc6441d7b990bae27d4c10679'

function filled(
  address: string,
  values: Readonly<Record<string, string>> = {},
  memory?: Map<string, string>
): OpenPage {
  const page = openPage(address, memory)
  for (const [id, value] of Object.entries({ repository: 'your-org/shop', ...values }))
    page.at(id).value = value
  return page
}

function stateOf(action: string | undefined): string {
  return new URL(action ?? '').searchParams.get('state') ?? ''
}

describe('the form', () => {
  it('goes to the organisation, with the manifest and a state that nobody can guess', () => {
    const sent = filled(DISK).submit()
    expect(sent?.action).toMatch(
      /^https:\/\/github\.com\/organizations\/your-org\/settings\/apps\/new\?state=[0-9a-f]{32}$/
    )
    expect(JSON.parse(sent?.manifest ?? '')).toMatchObject({
      name: 'datadog-autofix',
      url: 'https://github.com/your-org/shop',
      public: false,
      default_permissions: { contents: 'write', pull_requests: 'write' }
    })
    expect(stateOf(filled(DISK).submit()?.action)).not.toBe(stateOf(sent?.action))
  })

  it('goes to a personal account, and to another host', () => {
    const page = filled(DISK, { host: ' GitHub.Example.com ' })
    page.at('personal').checked = true
    const sent = page.submit()
    expect(sent?.action).toMatch(/^https:\/\/github\.example\.com\/settings\/apps\/new\?state=/)
    expect(JSON.parse(sent?.manifest ?? '')).toMatchObject({
      url: 'https://github.example.com/your-org/shop'
    })
  })

  it('asks for members only when it is told to', () => {
    const page = filled(DISK)
    const permissions = (): unknown =>
      (JSON.parse(page.submit()?.manifest ?? '') as { default_permissions: unknown }).default_permissions
    expect(permissions()).not.toHaveProperty('members')
    page.at('members').checked = true
    expect(permissions()).toHaveProperty('members', 'read')
  })

  it.each([
    ['repository', 'shop'],
    ['repository', 'your-org/shop/tree'],
    ['repository', 'your-org/..'],
    ['repository', 'your-org/shop; rm -rf ~'],
    ['repository', 'https://github.com/your-org/shop'],
    ['repository', '../x/shop'],
    ['host', 'https://github.com'],
    ['host', 'github.com/evil'],
    ['host', 'github.com@evil.example'],
    ['host', 'github.com:8443'],
    ['host', '$(id).example'],
    ['host', ''],
    ['name', '  ']
  ])('with the %s %j stays, and says why', (id, value) => {
    const page = filled(DISK, { [id]: value })
    expect(page.submit()).toBeUndefined()
    expect(page.at('problem').textContent).not.toBe('')
  })

  it('takes any name of the App as text', () => {
    const name = '"><script>alert(1)</script>'
    const sent = filled(DISK, { name }).submit()
    expect(JSON.parse(sent?.manifest ?? '')).toMatchObject({ name })
    expect(sent?.action).not.toContain('script')
  })
})

describe('the way back', () => {
  it('from the disk is an address that no browser opens, in a tab of its own, and the page says so', () => {
    const page = filled(DISK)
    const sent = page.submit()
    expect(sent?.target).toBe('_blank')
    expect(JSON.parse(sent?.manifest ?? '')).toMatchObject({ redirect_url: 'http://localhost:9/created' })
    expect(page.at('way-back').textContent).toContain('copy it from the address bar')
    page.paste(`http://localhost:9/created?code=${CODE}&state=${stateOf(sent?.action)}`)
    expect(page.at('problem').textContent).toBe('')
    expect(page.at('command').textContent).toContain(`/app-manifests/${CODE}/conversions`)
  })

  it('from the web is the page itself, which takes the code out of its address', () => {
    const memory = new Map<string, string>()
    const sent = filled(`${WEB}?x=1#top`, {}, memory).submit()
    expect(sent?.target).toBe('_self')
    expect(JSON.parse(sent?.manifest ?? '')).toMatchObject({ redirect_url: WEB })
    const back = openPage(`${WEB}?code=${CODE}&state=${stateOf(sent?.action)}`, memory)
    expect(back.at('command').textContent).toContain('--repo github.com/your-org/shop')
    expect(back.address()).toBe('/autofix/create-app.html')
  })

  it("with a code of somebody else's form gives no command", () => {
    const memory = new Map<string, string>()
    filled(WEB, {}, memory).submit()
    for (const page of [
      openPage(`${WEB}?code=${CODE}&state=theirs`, memory),
      openPage(`${WEB}?code=${CODE}&state=theirs`),
      openPage(`${WEB}?code=${CODE}`)
    ]) {
      expect(page.at('command').textContent).toBe('')
      expect(page.at('problem').textContent).not.toBe('')
    }
  })

  it.each(['$(id)', '`id`', "x'; id; '", 'x y z', `${CODE}/../../user`, '<b>', '', 'short'])(
    'never puts %j into the command',
    (code) => {
      const page = filled(DISK)
      const state = stateOf(page.submit()?.action)
      page.paste(`http://localhost:9/created?code=${encodeURIComponent(code)}&state=${state}`)
      expect(page.at('command').textContent).toBe('')
      page.paste(code)
      expect(page.at('command').textContent).toBe('')
    }
  )

  it('takes no code that comes without the state that was sent', () => {
    const page = filled(DISK)
    for (const sent of [false, true]) {
      if (sent) page.submit()
      for (const text of [CODE, `http://localhost:9/created?code=${CODE}`]) {
        page.paste(text)
        expect(page.at('command').textContent).toBe('')
        expect(page.at('problem').textContent).not.toBe('')
      }
    }
  })

  it('reads what the browser kept like what is typed: another page of the same origin may have put it there', () => {
    const memory = new Map<string, string>()
    const sent = filled(WEB, {}, memory).submit()
    const [[key = '', kept = ''] = []] = [...memory]
    memory.set(key, kept.replace('your-org/shop', 'your-org/shop >/dev/null; id #'))
    const back = openPage(`${WEB}?code=${CODE}&state=${stateOf(sent?.action)}`, memory)
    expect(back.at('command').textContent).toBe('')
    expect(back.at('problem').textContent).toContain('owner/name')
  })
})
