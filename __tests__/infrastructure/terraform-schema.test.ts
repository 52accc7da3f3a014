import { beforeAll, describe, expect, it } from '@jest/globals'
import { findMisfits, readSchema } from './provider-schema.js'
import { readConfiguration, readFiles, type Configuration } from './terraform-files.js'

const schema = readSchema()
const files = readFiles()

async function misfitsOf(text: string): Promise<readonly string[]> {
  const { resources } = await readConfiguration(new Map([['planted.tf', text]]))
  return resources.flatMap((resource) => findMisfits(resource, schema))
}

describe('the resources', () => {
  let configuration: Configuration
  beforeAll(async () => {
    configuration = await readConfiguration(files)
  })

  it('are those of the example', () => {
    expect(configuration.resources.map(({ type, name }) => `${type}.${name}`).sort()).toEqual([
      'datadog_dashboard.own',
      'datadog_monitor.cost',
      'datadog_monitor.failed_runs',
      'datadog_monitor.high_impact',
      'datadog_monitor.new_issue',
      'datadog_monitor.no_runs',
      'datadog_webhook.triage',
      'datadog_webhook_custom_variable.token'
    ])
  })

  it(`have the shape that the provider publishes in ${schema.version}`, () => {
    expect(configuration.resources.flatMap((resource) => findMisfits(resource, schema))).toEqual([])
  })

  it('ask for a provider that has been checked', () => {
    expect(files.get('versions.tf')).toContain(`">= ${schema.version}, < 5.0.0"`)
  })

  it('keep the line of the tests: no file over 250 lines', () => {
    const long = [...files].filter(([, text]) => text.split('\n').length > 250).map(([name]) => name)
    expect(long).toEqual([])
  })
})

describe('the check against the schema', () => {
  const planted = (inner: string): string =>
    `resource "datadog_monitor" "planted" {\n  name = "n"\n  type = "metric alert"\n  query = "q"\n  message = "m"\n${inner}\n}`

  it.each([
    ['', []],
    ['renotify_intervall = 0', ['datadog_monitor.planted.renotify_intervall does not exist']],
    ['renotify_interval = "often"', ['datadog_monitor.planted.renotify_interval is no number']],
    ['include_tags = "yes"', ['datadog_monitor.planted.include_tags is no bool']],
    ['tags = "a:b"', ['datadog_monitor.planted.tags is no list of string']],
    ['tags = concat(["a:b"], var.tags)', []],
    ['thresholds {\n critical = 1\n}', ['datadog_monitor.planted.thresholds does not exist']],
    [
      'monitor_thresholds {\n crit = 1\n}',
      ['datadog_monitor.planted.monitor_thresholds.crit does not exist']
    ],
    [
      'monitor_thresholds {\n critical = 1\n}\nmonitor_thresholds {\n critical = 2\n}',
      ['datadog_monitor.planted.monitor_thresholds is there more than once']
    ],
    [
      'monitor_thresholds = "1"',
      ['datadog_monitor.planted.monitor_thresholds is a block, and written as an attribute']
    ],
    [
      'scheduling_options {\n evaluation_window {\n  timezone = "UTC"\n }\n}',
      ['datadog_monitor.planted.scheduling_options.evaluation_window.timezone does not exist']
    ]
  ])('of a monitor with %j says %j', async (inner, expected) => {
    expect(await misfitsOf(planted(inner))).toEqual(expected)
  })

  it('misses what is required, at every depth', async () => {
    expect(await misfitsOf('resource "datadog_webhook" "planted" {\n  name = "n"\n}')).toEqual([
      'datadog_webhook.planted lacks url'
    ])
    const marker =
      'widget {\n group_definition {\n layout_type = "ordered"\n widget {\n timeseries_definition {\n marker {\n label = "x"\n }\n }\n }\n }\n }'
    expect(
      await misfitsOf(
        `resource "datadog_dashboard" "planted" {\n title = "t"\n layout_type = "ordered"\n ${marker}\n}`
      )
    ).toEqual([
      'datadog_dashboard.planted.widget.group_definition.widget.timeseries_definition.marker lacks value'
    ])
  })

  it('knows no other resource', async () => {
    expect(await misfitsOf('resource "datadog_monitr" "planted" {\n}')).toEqual([
      'datadog_monitr is no known resource'
    ])
  })
})
