using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>One parameter of a function, as a client sees it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Annotation">The type; null where there is none.</param>
/// <param name="Default">The value that is taken where none is given; null where one must be given.</param>
/// <param name="Scope">Where names in texts are looked up; null where that is not known.</param>
internal sealed record Parameter(string Name, Value? Annotation, Value? Default, Scope? Scope);
