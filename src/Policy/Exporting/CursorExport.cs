namespace Catalog.Policy.Exporting;

/// <summary>Cursor: a list to go by, because its tools are switched on and off by hand.</summary>
internal sealed class CursorExport : IClientExport
{
    public string Id => "cursor";

    public string Title => "Cursor";

    public ClientRules Write(ClientExportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ClientRules
        {
            File = "(MCP page of the settings)",
            Text = ChecklistText.Of(Title, input),
            Notes = [ClientExports.NoLimits, "Cursor keeps which tools are on in the MCP page of its settings and reads no such list from a file: whoever shares the machine can change it."],
        };
    }
}
