import { NestFactory } from "@nestjs/core";
import { Module } from "@nestjs/common";
import { McpModule } from "@rekog/mcp-nest";
import { FireTools } from "./fire";
@Module({ imports: [McpModule.forRoot({ name: "hut", version: "1" })], providers: [FireTools] })
class AppModule {}
NestFactory.create(AppModule);
