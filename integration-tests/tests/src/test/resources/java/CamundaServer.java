package com.acme.scheduling;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An engine of Camunda 7 with its REST API, and a process with one external task for each topic. */
@EnableAutoConfiguration
public class CamundaServer {
  public static void main(String[] args) {
    RepositoryService repository =
        SpringApplication.run(CamundaServer.class, args).getBean(RepositoryService.class);
    for (String topic : new String[] {"bill", "late", "claim", "broken"}) {
      BpmnModelInstance process =
          Bpmn.createExecutableProcess(topic)
              .camundaHistoryTimeToLive(1)
              .startEvent()
              .serviceTask()
              .camundaExternalTask(topic)
              .endEvent()
              .done();
      repository.createDeployment().addModelInstance(topic + ".bpmn", process).deploy();
    }
    System.out.println("> ready");
  }
}
