using AgentConsole;
using AgentConsole.Data;
using AgentConsole.Demo;

var app = AgentConsoleApp.Build(args);
if (app is null) return AgentConsoleApp.BadConfiguration;
if (!await DatabaseMigrator.TryMigrateAsync(app.Services, Console.Error)) return AgentConsoleApp.BadStorage;
if (!await DemoStart.TrySeedAsync(app.Services, Console.Error)) return AgentConsoleApp.BadStorage;
return await AgentConsoleApp.RunAsync(app, Console.Error);
