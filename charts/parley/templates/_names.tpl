{{/* What everything of this release is called after. A release that is called parley needs no second one. */}}
{{- define "parley.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "parley.operator" -}}
{{ include "parley.name" . }}-operator
{{- end -}}

{{/* What belongs to the whole cluster: two releases of one name, in two namespaces, must not meet. */}}
{{- define "parley.operator.global" -}}
{{ include "parley.operator" . }}-{{ .Release.Namespace }}
{{- end -}}

{{/* Pods are selected by it, and a selector cannot change. Media nodes let in whoever has this name. */}}
{{- define "parley.operator.selector" -}}
app.kubernetes.io/name: parley-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "parley.common" -}}
app.kubernetes.io/part-of: parley
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "parley.labels" -}}
{{ include "parley.operator.selector" . }}
{{ include "parley.common" . }}
{{- end -}}

{{/* Of pods: without the chart's version, which is no reason to start one anew. */}}
{{- define "parley.pod" -}}
{{ include "parley.operator.selector" . }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/version: {{ include "parley.version" . | quote }}
{{- end -}}

{{- define "parley.test.selector" -}}
app.kubernetes.io/name: parley-test
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "parley.version" -}}
{{ .Values.images.version | default .Chart.AppVersion }}
{{- end -}}

{{- define "parley.image" -}}
{{ .Values.images.operator | default (printf "%s/parley-operator:%s" .Values.images.registry (include "parley.version" .)) }}
{{- end -}}
