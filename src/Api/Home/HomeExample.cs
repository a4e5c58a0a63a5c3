using Catalog.Api.Shell;
using Catalog.Api.Tools;

namespace Catalog.Api.Home;

/// <summary>A risk page in small.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="ServerTitle">Its server.</param>
/// <param name="Evidence">The words of its definition that carry the verdict.</param>
/// <param name="Verdict">What the recommended policy does.</param>
internal sealed record HomeExample(ToolEntry Tool, string ServerTitle, EvidenceField Evidence, string Verdict);
