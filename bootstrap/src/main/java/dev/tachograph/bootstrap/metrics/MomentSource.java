package dev.tachograph.bootstrap.metrics;

/** Reads all families that share it at one moment, so that their values belong together. */
public interface MomentSource {
  /**
   * Called once per reading, when the first of the families is asked for, on the exporter's thread.
   * What it does not put into the reading is not exposed.
   */
  void read(RegistryReading reading);
}
