package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.RegistryReader;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code CollectorRegistry} of simpleclient, by what 0.6.0 has. It gives samples; {@link
 * SamplePoints} puts those of one series together.
 */
public final class SimpleclientReader implements RegistryReader {
  private static final String TOTAL = "_total";

  /** Null before 0.10. */
  private static final @Nullable Field UNIT = field(MetricFamilySamples.class, "unit");

  @Override
  public List<?> collectors(Object registry) {
    if (registry.getClass() != CollectorRegistry.class) {
      return Collections.singletonList(registry);
    }
    try {
      Method registered = CollectorRegistry.class.getDeclaredMethod("collectors");
      registered.setAccessible(true);
      return new ArrayList<Object>((Collection<?>) registered.invoke(registry));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Collections.singletonList(registry);
    }
  }

  @Override
  public String name(Object collector) {
    for (Class<?> type = collector.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("io.prometheus.client.SimpleCollector")) {
        Object name = declared(type, "fullname", collector);
        if (name != null) {
          return name.toString();
        }
      }
    }
    return collector.getClass().getName();
  }

  private static @Nullable Object declared(Class<?> type, String name, Object object) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  static @Nullable Field field(Class<?> type, String name) {
    try {
      return type.getField(name);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  @Override
  public List<AdoptedFamily> read(Object collector) throws Exception {
    List<MetricFamilySamples> read =
        collector instanceof Collector
            ? ((Collector) collector).collect()
            : Collections.list(((CollectorRegistry) collector).metricFamilySamples());
    List<AdoptedFamily> families = new ArrayList<>();
    for (MetricFamilySamples samples : read) {
      families.add(family(samples));
    }
    return families;
  }

  private static AdoptedFamily family(MetricFamilySamples samples) throws Exception {
    Kind kind = kind(samples.type.name());
    String name = samples.name;
    if (kind == Kind.COUNTER && name.endsWith(TOTAL)) {
      name = name.substring(0, name.length() - TOTAL.length());
    }
    AdoptedFamily family = new AdoptedFamily(kind, name, samples.help);
    String unit = UNIT == null ? null : (String) UNIT.get(samples);
    family.unit = unit != null && name.endsWith("_" + unit) ? unit : null;
    Map<List<String>, AdoptedPoint> points = new LinkedHashMap<>();
    for (Sample sample : samples.samples) {
      SamplePoints.add(points, kind, samples.name, sample);
    }
    for (AdoptedPoint point : points.values()) {
      SamplePoints.complete(point);
      family.points.add(point);
    }
    return family;
  }

  /** {@code UNTYPED} is {@code UNKNOWN} since 0.10. */
  private static Kind kind(String type) {
    return type.equals("UNTYPED") ? Kind.UNKNOWN : Kind.valueOf(type);
  }
}
