namespace Catalog.Api.Tools;

/// <summary>A question about a tool with its answer.</summary>
/// <param name="Question">A sentence.</param>
/// <param name="Answer">Sentences; words in backticks are code.</param>
/// <param name="Code">A document or a command that answers it; null where there is none.</param>
internal sealed record QuestionView(string Question, string Answer, string? Code = null);
