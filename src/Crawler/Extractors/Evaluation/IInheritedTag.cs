namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A <see cref="RecordValue.Tag"/> that goes with the members: a record that they are copied into has it too.</summary>
internal interface IInheritedTag;
