namespace Catalog.GatewayLoad;

/// <summary>What one target did with one row in one round.</summary>
/// <param name="Row">The row.</param>
/// <param name="Target">straight, nginx, gateway, or before: a gateway of an earlier build.</param>
/// <param name="CallsPerSecond">Calls answered, for each second.</param>
/// <param name="MedianMicroseconds">Time of a call, half of them below.</param>
/// <param name="P99Microseconds">Time of a call, 99 of 100 below.</param>
/// <param name="ProcessorMicroseconds">Processor time of the target's process for each call.</param>
/// <param name="ResidentMegabytes">Its memory at the end.</param>
/// <param name="AllocatedKilobytes">What it allocated for each call; null where nobody counted.</param>
internal sealed record LoadFigure(string Row, string Target, double CallsPerSecond, double MedianMicroseconds, double P99Microseconds, double ProcessorMicroseconds, double ResidentMegabytes, double? AllocatedKilobytes);
