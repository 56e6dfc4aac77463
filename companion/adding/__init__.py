"""From a checkpoint or an ONNX file to a model folder: found, mapped, calibrated, written."""
