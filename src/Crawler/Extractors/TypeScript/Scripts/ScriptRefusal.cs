namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>The quick parser does not read this file: it is not sound JavaScript, or holds what is too rare to be known here. The caller parses it with the grammar.</summary>
internal sealed class ScriptRefusal(string message) : Exception(message);
