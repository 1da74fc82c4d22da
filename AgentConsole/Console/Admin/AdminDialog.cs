using Microsoft.Extensions.Localization;
using Radzen;

namespace AgentConsole.Console.Admin;

/// <summary>How the settings' dialogs look and behave.</summary>
internal static class AdminDialog
{
    public static DialogOptions Options(IStringLocalizer words) => new()
    {
        Width = "min(560px, calc(100vw - 24px))",
        CssClass = "admin-dialog",
        CloseDialogOnEsc = true,
        // A slip of the pointer must not lose what was written.
        CloseDialogOnOverlayClick = false,
        // The library does it half a second late, when somebody may already be writing elsewhere; wwwroot/js/dialogs.js does it at once.
        AutoFocusFirstElement = false,
        Draggable = false,
        CloseAriaLabel = words["Close"],
    };

    public static ConfirmOptions Confirming(IStringLocalizer words, string yes) => new()
    {
        Width = "min(440px, calc(100vw - 24px))",
        CssClass = "admin-dialog admin-confirm",
        OkButtonText = yes,
        CancelButtonText = words["Cancel"],
        AutoFocusFirstElement = false,
        CloseDialogOnEsc = true,
        CloseDialogOnOverlayClick = true,
        CloseAriaLabel = words["Close"],
    };
}
