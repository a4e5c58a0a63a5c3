using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>A function that answers <c>tools/list</c>; it is called when everything else has run, since the lists that it returns grow until then.</summary>
/// <param name="Server">The server.</param>
/// <param name="Function">The function.</param>
/// <param name="Condition">Under which condition it was registered; null where always.</param>
/// <param name="Module">The file whose code registered it.</param>
internal sealed record ListHandler(ServerValue Server, Value Function, string? Condition, EvaluatedModule? Module);
