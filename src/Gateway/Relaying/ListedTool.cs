namespace Catalog.Gateway.Relaying;

/// <summary>A tool in the answer to <c>tools/list</c>.</summary>
/// <param name="Name">Its name, unescaped.</param>
/// <param name="Range">Where it stands in the answer.</param>
/// <param name="Schema">Where its input schema stands in the answer; absent where it has none.</param>
internal sealed record ListedTool(string Name, ByteRange Range, ByteRange Schema);
