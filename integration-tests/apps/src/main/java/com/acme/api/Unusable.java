package com.acme.api;

import dev.tachograph.api.Operations;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls that nobody should make. */
final class Unusable {
  private Unusable() {}

  static void calls() {
    Operations.success(null);
    Operations.success(" ");
    Operations.latency("odd", Double.NaN);
    Operations.latency("odd", Double.POSITIVE_INFINITY);
    Operations.latency("odd", 1e12);
    Operations.record("odd", true, Double.NaN);
    Operations.record("odd", true, -1);
    Operations.success("odd", "color", null);
    Operations.success("odd", null, "red");
    Operations.success("odd", "not a name", "red");
    Operations.success("odd", "error_type", "red");
    Operations.success("odd", "color", "red", "size");
    Operations.success("odd", (String[]) null);
    Operations.success("odd", (Map<String, String>) null);
    Operations.success("odd", Collections.singletonMap(null, null));
    Operations.success("odd", new Failing());
    Operations.success("odd", raw());
    Operations.success("odd", "a", "1", "b", "2", "c", "3", "d", "4");
    Operations.failure("odd", null);
    Operations.recordBatch(null);
    Operations.recordBatch(new FailingList());
    try (Operations.Call call = Operations.start(null)) {
      call.retry();
    }
    Operations.Call twice = Operations.start("twice");
    twice.failed((String) null);
    twice.failed((Throwable) null);
    twice.close();
    twice.close();
    twice.retry();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, String> raw() {
    Map raw = new HashMap();
    raw.put("color", 5);
    raw.put(7, "red");
    return raw;
  }

  private static final class Failing extends AbstractMap<String, String> {
    @Override
    public Set<Entry<String, String>> entrySet() {
      throw new IllegalStateException("on purpose");
    }
  }

  private static final class FailingList extends java.util.AbstractList<Operations.Item> {
    private static final List<Operations.Item> ITEMS =
        Arrays.asList(Operations.Item.success("odd"), Operations.Item.success("odd"));

    @Override
    public Operations.Item get(int index) {
      if (index == 1) {
        throw new IllegalStateException("on purpose");
      }
      return ITEMS.get(index);
    }

    @Override
    public int size() {
      return ITEMS.size();
    }
  }
}
