namespace Catalog.Api.Policies;

/// <summary>A recommended policy as a file.</summary>
/// <param name="Dialect"><c>portable</c> or <c>gateway</c>.</param>
/// <param name="Text">The JSON document; characters that a reader does not see are written as escapes.</param>
/// <param name="FileName">The name to save it under.</param>
/// <param name="Url">Where it can be had.</param>
/// <param name="AgentSees">What an agent is told, case by case, in the words of the policy engine.</param>
internal sealed record PolicyDocument(string Dialect, string Text, string FileName, string Url, IReadOnlyList<AgentMessage> AgentSees);
