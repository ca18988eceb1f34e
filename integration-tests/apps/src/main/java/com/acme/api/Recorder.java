package com.acme.api;

import dev.tachograph.api.Operations;

/** Records an operation; in several class loaders at once, with a copy of the API in each. */
public final class Recorder implements Runnable {
  @Override
  public void run() {
    Operations.record("shared", true, 0.5, null, "kind", "copy");
    try (Operations.Call call = Operations.start("shared", "kind", "copy")) {
      call.retry();
    }
  }
}
