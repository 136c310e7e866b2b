"""Ten valid configurations of different shape, as people write them for CVAT."""

MANY = [
    """\
metadata:
  name: pth-foolwood-siammask
  namespace: cvat
  annotations:
    name: SiamMask
    version: 2
    type: tracker
    spec:
spec:
  description: Fast Online Object Tracking
  runtime: 'python:3.6'
  handler: main:handler
  eventTimeout: 30s
  env:
    - name: PYTHONPATH
      value: /opt/nuclio/SiamMask:/opt/nuclio/SiamMask/experiments
  build:
    image: cvat.pth.foolwood.siammask
    baseImage: continuumio/miniconda3
    directives:
      preCopy:
        - kind: WORKDIR
          value: /opt/nuclio
        - kind: RUN
          value: conda create -y -n siammask python=3.6
        - kind: SHELL
          value: '["conda", "run", "-n", "siammask", "/bin/bash", "-c"]'
  triggers:
    myHttpTrigger:
      maxWorkers: 2
      kind: 'http'
      workerAvailabilityTimeoutMilliseconds: 10000
      attributes:
        maxRequestBodySize: 33554432 # 32MB
  platform:
    attributes:
      restartPolicy:
        name: always
        maximumRetryCount: 3
      mountMode: volume
""",
    """\
metadata:
  name: onnx-yolov7
  annotations:
    name: YOLO v7
    type: detector
    framework: onnx
    spec: |
      [
        { "id": 0, "name": "person", "type": "rectangle" },
        { "id": 1, "name": "bicycle: small", "type": "rectangle" }
      ]
spec:
  description: YOLO v7
  runtime: 'python:3.8'
  handler: main:handler
  eventTimeout: 30s
  build:
    image: cvat.onnx.yolov7
    baseImage: ubuntu:22.04
    directives:
      preCopy:
        - kind: USER
          value: root
        - kind: RUN
          value: apt update && apt install --no-install-recommends -y python3-pip
      postCopy:
        - kind: RUN
          value: pip install onnxruntime
  triggers:
    myHttpTrigger:
      numWorkers: 1
      kind: http
""",
    """\
# a skeleton

metadata:
  name: poses
  labels:
    nuclio.io/project-name: cvat
    owner: somebody
  annotations:
    type: detector
    spec: |
      [
        {
          "name": "person",
          "type": "skeleton",
          "sublabels": [
            {"id": 1, "name": "nose", "type": "points"},
            {"id": 2, "name": "eye", "type": "points"}
          ]
        }
      ]
    help_message: After the labels
spec:
  handler: main:handler
""",
    """\
apiVersion: nuclio.io/v1
kind: NuclioFunction
metadata:
  annotations:
    name: HRNET
    type: interactor
    spec:
    min_pos_points: 1
    min_neg_points: 0
    help_message: 'The interactor: click'
  name: pth-saic-vul-fbrs
spec:
  description: f-BRS
  resources:
    limits:
      nvidia.com/gpu: 1
      memory: 2Gi
    requests:
      cpu: 1
  runtime: python:3.9
  handler: main:handler
""",
    """\
metadata:
  name: commands
spec:
  runtime: python:3.11
  handler: main:handler
  build:
    commands:
      - apt-get update
      - pip install numpy
      - "@nuclio.postCopy"
      - echo done
    functionSourceCode: cHJpbnQoMSkK
    codeEntryType: sourceCode
  loggerSinks:
    - level: info
  minReplicas: 1
  maxReplicas: 1
""",
    """\
metadata:
  name: with-volumes
spec:
  handler: main:handler
  volumes:
    - volume:
        name: models
        hostPath:
          path: /models
      volumeMount:
        name: models
        mountPath: /models
        readOnly: true
  triggers:
    http:
      kind: http
      numWorkers: 2
      attributes:
        port: 32001
    nightly:
      kind: cron
      attributes:
        schedule: "0 3 * * *"
""",
    """\
metadata:
  name: flow
  annotations: {name: Flow, type: detector, spec: '[{"name": "a"}]'}
spec:
  env:
    - {name: THREADS, value: "4"}
    - {name: MODEL_PATH, value: /opt/nuclio/best.onnx}
  triggers:
    http: {kind: http, maxWorkers: 2}
  platform:
    attributes: {restartPolicy: {name: always}}
""",
    """\
metadata:
  name: level-items
spec:
  env:
  - name: A
    value: 1
  - name: B
    value: 2
  build:
    directives:
      preCopy:
      - kind: RUN
        value: pip install numpy
      - kind: ENV
        value: A=1
  eventTimeout: 60s
""",
    """\
metadata:
  name: shell-block
  annotations:
    spec: '[]'
spec:
  build:
    baseImage: ubuntu:22.04
    directives:
      preCopy:
        - kind: RUN
          value: |-
            apt-get update \\
            && apt-get install -y git \\
            && git clone https://example.org/sam
        - kind: WORKDIR
          value: /opt/nuclio/sam
  handler: main:handler
""",
    """\
metadata:
    name: four-blanks
    annotations:
        type: detector
        my_own: text
spec:
    handler: main:handler
    custom: kept
    securityContext:
        runAsUser: 1000
    triggers:
        web:
            kind: http
            workerAvailabilityTimeoutMilliseconds: 0
""",
]
