{{- define "coturn.selector" -}}
app.kubernetes.io/name: coturn
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of pods: without the chart's version, which is no reason to start one anew. */}}
{{- define "coturn.pod" -}}
{{ include "coturn.selector" . }}
app.kubernetes.io/part-of: parley
{{- end -}}

{{- define "coturn.labels" -}}
{{ include "coturn.selector" . }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}
