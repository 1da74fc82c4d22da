using AgentConsole;
using AgentConsole.Data;

var app = AgentConsoleApp.Build(args);
if (app is null) return AgentConsoleApp.BadConfiguration;
if (!await DatabaseMigrator.TryMigrateAsync(app.Services, Console.Error)) return AgentConsoleApp.BadStorage;
await app.RunAsync();
return 0;
