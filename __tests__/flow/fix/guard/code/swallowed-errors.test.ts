import { describe, expect, it } from '@jest/globals'
import { rulesOf } from './changed.js'

/** File, and code that a fix adds to an empty function. */
const honest: readonly (readonly [string, string])[] = [
  ['a.ts', 'const name = user?.name ?? ""'],
  ['a.ts', 'try {\n  return JSON.parse(raw)\n} catch {\n  return {}\n}'],
  [
    'a.ts',
    'try {\n  return new URL(raw)\n} catch (error) {\n  log.warn("bad", error)\n  return undefined\n}'
  ],
  ['a.ts', 'try { run() } catch (e) {\n  if (e instanceof SyntaxError) return {}\n  throw e\n}'],
  ['a.ts', 'try { run() } catch (e) {\n  next(e)\n}'],
  ['a.ts', 'try { run() } catch (e) {\n  res.status(400).json({ error: "bad" })\n}'],
  ['a.ts', 'run().catch(reportError)'],
  ['a.go', 'if err != nil {\n\trespond(w, err.Error())\n\treturn\n}'],
  ['a.ts', 'try { run() } catch (err) {\n  setFailure(err.message)\n}'],
  ['a.ts', 'try { run() } catch {\n  return { ok: false }\n}'],
  ['a.ts', 'run().catch((error) => { throw new Wrapped(error) })'],
  ['a.ts', 'const body = await response.json().catch(() => ({ items: [] }))'],
  ['a.ts', 'const hint = "catch (e) {}" // never write catch (e) {}'],
  ['a.py', 'try:\n    n = int(raw)\nexcept ValueError:\n    n = 0'],
  ['a.py', 'try:\n    return json.loads(raw)\nexcept json.JSONDecodeError:\n    return {}'],
  ['a.py', 'try:\n    return int(raw)\nexcept (TypeError, ValueError):\n    return None'],
  ['a.py', 'try:\n    run()\nexcept Exception as error:\n    raise Wrapped() from error'],
  ['a.py', 'try:\n    run()\nexcept Exception as error:\n    return Failure(error)'],
  ['a.py', 'name = user.name if user else ""  # no except: pass'],
  ['a.go', 'if err != nil {\n\treturn nil, err\n}'],
  ['a.go', 'if err != nil {\n\treturn fmt.Errorf("x: %w", err)\n}'],
  ['a.go', 'n, err := strconv.Atoi(raw)\nif err != nil {\n\treturn 0\n}'],
  ['a.go', 'value, _ := cache[key]\nname, _ := raw.(string)'],
  ['a.go', 'if user == nil {\n\treturn nil\n}'],
  ['a.go', 'defer func() {\n\tif r := recover(); r != nil {\n\t\tlog.Print(r)\n\t\tpanic(r)\n\t}\n}()'],
  ['A.java', 'try {\n  return Integer.parseInt(raw);\n} catch (NumberFormatException e) {\n  return 0;\n}'],
  ['A.java', 'try {\n  run();\n} catch (Exception e) {\n  throw new IllegalStateException(e);\n}'],
  ['A.java', 'return Optional.ofNullable(user).map(User::name).orElse("");'],
  ['a.kt', 'val n = raw.toIntOrNull() ?: 0\nval first = list.getOrNull(0)'],
  ['a.kt', 'try { parse(raw) } catch (e: NumberFormatException) { 0 }'],
  ['a.rb', 'begin\n  JSON.parse(raw)\nrescue JSON::ParserError\n  {}\nend'],
  ['a.rb', 'begin\n  run\nrescue => e\n  raise Wrapped, e.message\nend'],
  ['a.rb', 'user&.name.to_s'],
  [
    'a.php',
    'try {\n  $x = json_decode($raw, true, 512, JSON_THROW_ON_ERROR);\n} catch (\\JsonException $e) {\n  $x = [];\n}'
  ],
  ['a.php', "$name = $user?->name ?? '';\n$mail = 'me@example.com';"],
  ['a.cs', 'try { return int.Parse(raw); } catch (FormatException) { return 0; }'],
  ['a.cs', 'try { Run(); } catch (Exception e) when (e is FormatException) { return 0; }'],
  ['a.dart', 'try {\n  return int.parse(raw);\n} on FormatException {\n  return 0;\n}'],
  ['a.swift', 'guard let user = user else { return }\nlet n = Int(raw) ?? 0'],
  ['a.swift', 'do { try run() } catch let e as DecodingError { return [] }'],
  ['a.rs', 'let n = raw.parse::<u32>().unwrap_or_default();\nlet x = map.get("a").copied().ok_or(Missing)?;'],
  ['a.ex', 'try do\n  run()\nrescue\n  e in ArgumentError -> {:error, e}\nend'],
  ['a.ex', 'case Integer.parse(raw) do\n  {n, _} -> n\n  :error -> 0\nend']
]

const dishonest: readonly (readonly [string, string])[] = [
  ['a.ts', 'try { run() } catch {}'],
  ['a.ts', 'try { run() } catch (error) {\n  // ignore\n}'],
  ['a.ts', 'try {\n  return user.name\n} catch {\n  return null\n}'],
  [
    'a.js',
    'try {\n  return user.name\n} catch (e) {\n  console.error("failed", e)\n  return { items: [] }\n}'
  ],
  ['a.ts', 'try {\n  JSON.parse(raw)\n} catch {}'],
  ['a.ts', 'run().catch(() => {})'],
  ['a.ts', 'run().catch(() => undefined)'],
  ['a.ts', 'run().catch(noop)'],
  ['a.js', 'run().catch(function (e) {\n  console.log(e)\n})'],
  ['a.py', 'try:\n    run()\nexcept:\n    pass'],
  ['a.py', 'try:\n    run()\nexcept Exception: pass'],
  ['a.py', 'try:\n    return user.name\nexcept AttributeError:\n    return None'],
  ['a.py', 'try:\n    run()\nexcept Exception as e:\n    logger.warning("x", e)\n    return None'],
  ['a.py', 'with contextlib.suppress(Exception):\n    run()'],
  ['a.go', '_ = err'],
  ['a.go', 'if err != nil {\n\treturn nil\n}'],
  ['a.go', 'if err := run(); err != nil {\n}'],
  ['a.go', 'n, _ := strconv.Atoi(raw)'],
  ['a.go', 'defer func() {\n\tif r := recover(); r != nil {\n\t\tlog.Print(r)\n\t}\n}()'],
  ['A.java', 'try {\n  return user.name();\n} catch (NullPointerException e) {\n  return null;\n}'],
  ['A.java', 'try {\n  run();\n} catch (Exception e) {\n  log.warn("x", e);\n}'],
  ['A.java', 'try { run(); } catch (IOException ignored) {}'],
  ['A.java', 'return future.exceptionally(e -> null);'],
  ['a.kt', 'return try { user!!.name } catch (e: Exception) { null }'],
  ['a.kt', 'val name = runCatching { user.name }.getOrNull()'],
  ['a.rb', 'name = user.name rescue nil'],
  ['a.rb', 'begin\n  run\nrescue => e\n  nil\nend'],
  ['a.rb', 'begin\n  run\nrescue StandardError => e\n  Rails.logger.warn e\n  []\nend'],
  ['a.php', '$x = @file_get_contents($path);'],
  ['a.php', 'try { run(); } catch (\\Throwable $e) { return null; }'],
  ['a.cs', 'try { Run(); } catch { }'],
  ['a.cs', 'try { return user.Name; } catch (NullReferenceException) { return null; }'],
  ['a.dart', 'await run().catchError((_) {});'],
  ['a.dart', 'try {\n  run();\n} catch (_) {}'],
  ['a.swift', 'let user = try? load()'],
  ['a.swift', 'do { try run() } catch { print(error) }'],
  ['a.rs', 'let _ = run(input);'],
  ['a.rs', 'if let Err(_) = run() {}'],
  ['a.ex', 'try do\n  run()\nrescue\n  _ -> nil\nend']
]

describe('swallowed errors', () => {
  it.each(honest)('in %s, passes: %s', (path, code) => {
    expect(rulesOf(path, 'before\n', `before\n${code}\n`)).not.toContain('broad-catch')
  })

  it.each(dishonest)('in %s, is found: %s', (path, code) => {
    expect(rulesOf(path, 'before\n', `before\n${code}\n`)).toContain('broad-catch')
  })

  it.each(dishonest)('in %s, of a file that had it: %s', (path, code) => {
    expect(rulesOf(path, `before\n${code}\n`, `before\nmore\n${code}\n`)).not.toContain('broad-catch')
  })

  it('passes where a handler that was silent before gives another default', () => {
    const handler = (value: string): string => `try {\n  run()\n} catch (e) {\n  return ${value}\n}\n`
    expect(rulesOf('a.ts', handler('null'), handler('[]'))).toEqual([])
  })

  it('is found where a handler loses what it did', () => {
    const handler = (line: string): string => `try {\n  run()\n} catch (e) {\n${line}}\n`
    expect(rulesOf('a.ts', handler('  throw e\n'), handler(''))).toEqual(['broad-catch'])
  })
})
