package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/**
 * Adds up the objects of a window as HotSpot lays them out with compressed pointers: a header of 12
 * bytes, 16 for an array, references of 4, all rounded up to 8.
 */
class QuantileWindowMemoryTest {
  @Test
  void aNewWindowTakesAtMost256Bytes() {
    assertThat(bytes(new QuantileWindow())).isLessThanOrEqualTo(256);
  }

  @Test
  void aFullWindowOf1000TakesAtMost4300Bytes() {
    QuantileWindow window = new QuantileWindow();
    for (int i = 0; i < 5000; i++) {
      window.record(i, i);
    }
    assertThat(bytes(window)).isBetween(4000L, 4300L);
  }

  @Test
  void largeValuesDoubleIt() {
    QuantileWindow window = new QuantileWindow();
    for (int i = 0; i < 5000; i++) {
      window.record(1L << 40, i);
    }
    assertThat(bytes(window)).isBetween(8000L, 8600L);
  }

  private static long bytes(QuantileWindow window) {
    WindowCell cell = window.base;
    assertThat(cell.stamps).isNull();
    return instance(QuantileWindow.class)
        + instance(BaseCell.class)
        // The two empty rings are shared by all cells.
        + (cell.narrow.length == 0 ? 0 : array(cell.narrow))
        + (cell.wide.length == 0 ? 0 : array(cell.wide));
  }

  private static long instance(Class<?> type) {
    long bytes = 12;
    boolean hasLong = false;
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      // The JDK hides the fields of its own classes from reflection on some versions.
      if (c.getName().startsWith("java.")) {
        bytes += c == java.util.concurrent.atomic.AtomicLong.class ? 8 : 0;
        hasLong |= c == java.util.concurrent.atomic.AtomicLong.class;
        continue;
      }
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += size(field.getType());
          hasLong |= size(field.getType()) == 8;
        }
      }
    }
    return aligned(hasLong ? bytes + 4 : bytes);
  }

  private static long array(Object array) {
    return aligned(16 + Array.getLength(array) * size(array.getClass().getComponentType()));
  }

  private static long size(Class<?> type) {
    return type == long.class || type == double.class ? 8 : 4;
  }

  private static long aligned(long bytes) {
    return (bytes + 7) & ~7L;
  }
}
