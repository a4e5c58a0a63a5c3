namespace Catalog.Policy.Exporting;

/// <summary>VS Code: a list to go by, because its tools are switched on and off by hand.</summary>
internal sealed class VsCodeExport : IClientExport
{
    public string Id => "vscode";

    public string Title => "VS Code";

    public ClientRules Write(ClientExportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ClientRules
        {
            File = "(tools picker of the chat view)",
            Text = ChecklistText.Of(Title, input),
            Notes = [ClientExports.NoLimits, "VS Code keeps which tools are on in the picker of the chat view and reads no such list from a file: whoever shares the machine can change it."],
        };
    }
}
