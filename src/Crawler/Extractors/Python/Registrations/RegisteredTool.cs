using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>A tool on a server object.</summary>
/// <param name="Tool">What was read.</param>
/// <param name="Module">The file whose code registered it: the condition of its import is the tool's too; null where none ran.</param>
internal sealed record RegisteredTool(FoundTool Tool, EvaluatedModule? Module);
