package com.rabbitmq.client;

/** Has the name of that of RabbitMQ's client. */
public interface Consumer {}
