package com.acme.conductor;

import com.netflix.conductor.client.config.DefaultConductorClientConfiguration;

/** Sends payloads above a threshold to the external storage; with 0, none. */
public final class ExternalPayloads extends DefaultConductorClientConfiguration {
  private static final int MAX_KB = 100 * 1024;

  private final int thresholdKb;

  public ExternalPayloads(int thresholdKb) {
    this.thresholdKb = thresholdKb;
  }

  private boolean on() {
    return thresholdKb > 0;
  }

  @Override
  public boolean isExternalPayloadStorageEnabled() {
    return on();
  }

  /** Not asked by the Netflix client. */
  @Override
  public boolean isEnforceThresholds() {
    return on();
  }

  @Override
  public int getTaskOutputPayloadThresholdKB() {
    return on() ? thresholdKb : super.getTaskOutputPayloadThresholdKB();
  }

  @Override
  public int getTaskOutputMaxPayloadThresholdKB() {
    return on() ? MAX_KB : super.getTaskOutputMaxPayloadThresholdKB();
  }

  @Override
  public int getWorkflowInputPayloadThresholdKB() {
    return on() ? thresholdKb : super.getWorkflowInputPayloadThresholdKB();
  }

  @Override
  public int getWorkflowInputMaxPayloadThresholdKB() {
    return on() ? MAX_KB : super.getWorkflowInputMaxPayloadThresholdKB();
  }
}
