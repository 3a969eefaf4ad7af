// What a dashboard of ours may consist of, in Grafana's own words (@grafana/schema): a key that Grafana does not know,
// or a value that is none of those it knows, does not compile. tests/watch-dashboards.test.mjs compiles each dashboard
// against it.
import type { AnnotationQuery, Dashboard, FieldConfigSource, Panel, RowPanel, VariableModel } from '@grafana/schema';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as lines from
  '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** As JSON has it: an enum is one of its values. */
type Json<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? Json<Item>[]
        : T extends object
          ? { [Key in keyof T]: Json<T[Key]> }
          : T;

/** Grafana fills in what is left out. */
type Some<T> = T extends readonly unknown[] ? T : T extends object ? { [Key in keyof T]?: Some<T[Key]> } : T;

/** Of a panel, in the words of the Prometheus data source, which has no schema of its own. */
interface Target {
  refId: string;
  expr: string;
  legendFormat: string;
  instant?: boolean;
  range?: boolean;
  format?: 'table' | 'time_series';
}

type Drawn<Type extends string, Options, Field> = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Type;
  title: string;
  description: string;
  options: Some<Options>;
  fieldConfig: FieldConfigSource<Some<Field>>;
  targets: Target[];
};

type Known =
  | Drawn<'timeseries', lines.Options, lines.FieldConfig>
  | Drawn<'stat', stat.Options, never>
  | Drawn<'table', table.Options, table.FieldConfig>
  | RowPanel;

type Annotation = AnnotationQuery & { expr: string; titleFormat: string; textFormat: string; step: string };

export type Checked = Json<
  Omit<Dashboard, 'panels' | 'annotations' | 'templating'> & {
    uid: string;
    title: string;
    description: string;
    panels: Known[];
    annotations: { list: Annotation[] };
    templating: { list: VariableModel[] };
  }
>;
