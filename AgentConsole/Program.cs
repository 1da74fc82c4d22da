using AgentConsole;

var app = AgentConsoleApp.Build(args);
if (app is null) return AgentConsoleApp.BadConfiguration;
await app.RunAsync();
return 0;
