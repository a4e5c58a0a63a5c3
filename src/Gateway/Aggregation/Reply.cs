using System.Runtime.InteropServices;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>What became of a request of the gateway's own.</summary>
/// <param name="Answer">The answer, an error too; null where there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="WasSent">False where no byte of it reached the server.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reply(UpstreamMessage? Answer, string? Failure, bool WasSent);
