namespace Catalog.Gateway.Scanning;

/// <summary>Something to look for in the texts of answers.</summary>
/// <param name="Name">Stands in the mark, in the log and in errors: letters, digits and <c>-</c>.</param>
/// <param name="Expression">A regular expression without look-around and back references: it is run in time linear to the text.</param>
/// <param name="Action">What happens where it matches.</param>
public sealed record ScanPattern(string Name, string Expression, ScanAction Action);
