using AgentConsole.Sites;

namespace AgentConsole.Console.Admin.Sites;

/// <summary>A site's look while it is being written.</summary>
public sealed class LookForm
{
    private readonly Dictionary<string, TextsForm> _texts = new(StringComparer.Ordinal);

    public LookForm(Site? site)
    {
        var look = site?.Look ?? new SiteLook();
        (Colour, Side, InlineGap, BlockGap) = (site?.Colour ?? Site.DefaultColour, look.Side, look.InlineGap, look.BlockGap);
        (Theme, Language, Letters, Logo) = (look.Theme, look.Language, look.Letters, look.Logo);
        ShowsTyping = look.ShowsTyping;
        if (site is not null && look.Logo.Length > 0) LogoAddress = $"/widget/logo?site={Uri.EscapeDataString(site.Key)}&v={look.Logo}";
        _texts[""] = new TextsForm { Greeting = site?.Greeting, Launcher = look.Launcher };
        foreach (var language in SiteLook.Languages)
        {
            var texts = look.TextsIn(language);
            _texts[language] = new TextsForm { Greeting = texts.Greeting, Launcher = texts.Launcher };
        }
    }

    public string Colour { get; set; }

    public ChatSide Side { get; set; }

    public int InlineGap { get; set; }

    public int BlockGap { get; set; }

    public ChatTheme Theme { get; set; }

    public string Language { get; set; }

    public string? Letters { get; set; }

    public bool ShowsTyping { get; set; }

    public string Logo { get; private set; }

    /// <summary>Where the picture can be seen; empty for none.</summary>
    public string LogoAddress { get; private set; } = "";

    /// <summary>The picture that was chosen here.</summary>
    public SiteLogo? Chosen { get; private set; }

    /// <summary>The texts of which language are being written; empty for any.</summary>
    public string Writing { get; set; } = "";

    public TextsForm Texts => _texts[Writing];

    /// <summary>The greeting for any language.</summary>
    public string Greeting => _texts[""].Greeting ?? "";

    public void Choose(SiteLogo? logo) => (Chosen, Logo, LogoAddress) = (logo, logo?.Hash ?? "", logo?.ToDataAddress() ?? "");

    public SiteLook ToLook() => new()
    {
        Side = Side,
        InlineGap = InlineGap,
        BlockGap = BlockGap,
        Theme = Theme,
        Language = Language,
        Letters = Letters ?? "",
        Logo = Logo,
        ShowsTyping = ShowsTyping,
        Launcher = _texts[""].Launcher ?? "",
        En = _texts["en"].ToTexts(),
        Ar = _texts["ar"].ToTexts(),
        Sl = _texts["sl"].ToTexts(),
    };

    public sealed class TextsForm
    {
        public string? Greeting { get; set; }

        public string? Launcher { get; set; }

        public SiteTexts ToTexts() => new(Greeting ?? "", Launcher ?? "");
    }
}
