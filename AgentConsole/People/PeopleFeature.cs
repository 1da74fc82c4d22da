using AgentConsole.People.Alerts;
using AgentConsole.People.Audit;
using AgentConsole.People.Bans;
using AgentConsole.People.Identity;
using AgentConsole.People.Keys;
using AgentConsole.People.Links;
using AgentConsole.People.Setup;
using AgentConsole.People.Tokens;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.People;

/// <summary>Registers accounts, sessions, permissions, the directory and set-up.</summary>
public static class PeopleFeature
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddIdentityCore<Account>(options => options.User.AllowedUserNameCharacters = "")
            .AddUserStore<AccountStore>();
        // Its own rule instead of the framework's classes of characters.
        services.RemoveAll<IPasswordValidator<Account>>().AddScoped<IPasswordValidator<Account>, PasswordRule>();
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, Session.Configure);
        services.AddPermissionPolicies();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();

        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddAntiforgery(options => options.Cookie.Name = "AgentConsole.Form");

        // It would warn at each new key that the key is not encrypted: that is decided in DataProtectionKeys, and said there.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("AgentConsole");
        services.AddSingleton<IXmlRepository, DataProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, repository) => options.XmlRepository = repository);

        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AgentDirectory>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<AlertChoices>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<WallLinks>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<Teams>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<CompanySetup>();
        services.AddSingleton<CompanyZone>();
        services.AddHostedService(provider => provider.GetRequiredService<CompanyZone>());
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<PresenceStore>();
        services.AddScoped<CircuitHandler, CircuitSessionWatch>();
        services.AddScoped<CircuitHandler, PresenceCircuit>();
        services.AddScoped<CircuitHandler, ActingCircuit>();
        services.AddSingleton<BanBook>();
        services.AddHostedService(provider => provider.GetRequiredService<BanBook>());
        services.AddHostedService<PeopleStart>();
    }

    /// <summary>Who asks, in which language, and whether they may: in this order, before every endpoint.</summary>
    public static void UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<WallLinkSession>();
        app.UseRequestLocalization();
        app.UseMiddleware<ApiTokenSession>();
        app.Use(Acting.InRequestAsync);
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
