{{/* What the objects have in common. A role is "web", "worker" or "migrate". */}}

{{- define "gezhi.name" -}}
{{- if contains "gezhi" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-gezhi" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "gezhi.selector" -}}
app.kubernetes.io/name: gezhi
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{- define "gezhi.labels" -}}
{{ include "gezhi.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "gezhi.claim" -}}
{{ .Values.storage.existingClaim | default (printf "%s-photos" (include "gezhi.name" .)) }}
{{- end }}

{{/* Nobody in the pod is root, nothing but /data and /tmp can be written to. */}}
{{- define "gezhi.podSecurity" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  # Large volumes are not walked at every start.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: photos
    persistentVolumeClaim:
      claimName: {{ include "gezhi.claim" . }}
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
{{- end }}

{{- define "gezhi.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: photos
    mountPath: /data
  - name: tmp
    mountPath: /tmp
envFrom:
  - secretRef:
      name: {{ .Values.existingSecret }}
{{- end }}

{{- define "gezhi.env" -}}
- name: GEZHI_DATA_DIR
  value: /data
- name: GEZHI_DEMO
  value: "false"
- name: GEZHI_TRUST_PROXY
  value: "true"
- name: GEZHI_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
- name: GEZHI_POOL
  value: {{ .Values.poolSize | quote }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
