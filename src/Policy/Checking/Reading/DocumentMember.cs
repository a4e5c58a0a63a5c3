namespace Catalog.Policy.Checking.Reading;

/// <summary>One member of an object of a document.</summary>
/// <param name="Name">Its name, unescaped.</param>
/// <param name="NameStart">The offset of its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record DocumentMember(string Name, int NameStart, DocumentNode Value);
