package dev.tachograph.benchmarks.experiment;

import com.example.load.ManyClasses;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.ProcessCost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What rules cost an application with 20 000 classes, while it loads them. */
public final class RulesExperiment implements ProcessExperiment {
  public static final String NAME = "rules";
  public static final String EXPERIMENT = "rules: an application that loads 20 000 classes";
  public static final String NO_RULES = "Tachograph without rules";

  private static final int CLASSES = 20_000;

  /** Nine that name other classes, as most rules do for most classes. */
  private static final String NINE_RULES = nineRules();

  private static final String SUBTYPES =
      NINE_RULES + ",operations.10.methods=com.example.shop.Handler+#handle";

  private static final String ANNOTATIONS =
      SUBTYPES + ",annotations.packages=com.example.many.p0**.**";

  private static String nineRules() {
    StringBuilder rules = new StringBuilder();
    for (int i = 1; i < 10; i++) {
      rules.append(",operations.").append(i).append(".methods=com.example.shop.p").append(i);
      rules.append(".*Service#handle*");
    }
    return rules.toString();
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    Files.createDirectories(setting.scratch());
    Path jar = setting.scratch().resolve("many-classes.jar");
    ManyClasses.write(jar, CLASSES);
    String classes = setting.classPath().split(File.pathSeparator, 2)[0];
    for (Jdk jdk : setting.jdks()) {
      JavaCommand command =
          new JavaCommand(
              jdk,
              List.of("-Xshare:auto", "-XX:+UseSerialGC"),
              jar + File.pathSeparator + classes,
              ManyClasses.class,
              String.valueOf(CLASSES));
      List<JavaAgent> agents = new ArrayList<>();
      agents.add(JavaAgent.NONE);
      agents.add(agent(setting, NO_RULES, ""));
      agents.add(agent(setting, "with 9 rules", NINE_RULES));
      agents.add(agent(setting, "with a tenth, for subtypes", SUBTYPES));
      agents.add(agent(setting, "and annotations of half the packages", ANNOTATIONS));
      Map<String, List<ProcessCost>> costs =
          Interleaved.run(command, agents, setting.scale().of(2, 7));
      List<ProcessCost> without = Objects.requireNonNull(costs.get(JavaAgent.NO_AGENT));
      for (JavaAgent agent : agents) {
        List<ProcessCost> with = Objects.requireNonNull(costs.get(agent.name()));
        Sample cpu = new Sample();
        Sample more = new Sample();
        for (int round = 0; round < with.size(); round++) {
          cpu.add(with.get(round).cpuMillis());
          more.add(with.get(round).cpuMillis() - without.get(round).cpuMillis());
        }
        results.add(EXPERIMENT, agent.name(), StartUpExperiment.CPU, jdk.feature(), cpu);
        results.add(EXPERIMENT, agent.name(), StartUpExperiment.MORE_CPU, jdk.feature(), more);
      }
    }
  }

  private static JavaAgent agent(Setting setting, String name, String rules) {
    JavaAgent agent = setting.agents().tachograph(JavaAgents.ANY_PORT + rules);
    return new JavaAgent(name, agent.options(), false);
  }
}
