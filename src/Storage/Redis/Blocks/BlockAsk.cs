using System.Numerics;

namespace Catalog.Storage.Redis.Blocks;

/// <summary>What one draw at the server says of blocks: what is given back of the one held, and how much is asked for ahead.</summary>
/// <param name="Total">The total.</param>
/// <param name="Returned">What is given back, in billionths; 0 for nothing.</param>
/// <param name="ReturnedFrom">The window of what is given back.</param>
/// <param name="ReturnedTo">Which total of the key it was drawn on; null where nothing was ever drawn ahead.</param>
/// <param name="Ahead">What is asked for, in billionths; 0 for nothing.</param>
/// <param name="Ceiling">What the total may be at most with it.</param>
internal sealed record BlockAsk(HotTotal Total, long Returned, DateTimeOffset ReturnedFrom, string? ReturnedTo, long Ahead, BigInteger Ceiling);
