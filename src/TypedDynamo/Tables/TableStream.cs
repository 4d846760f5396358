namespace TypedDynamo;

/// <summary>The view of each changed item that a table's change stream contains.</summary>
public enum TableStream
{
    /// <summary>The table has no stream.</summary>
    Off,

    /// <summary>Only the key (<c>KEYS_ONLY</c>).</summary>
    KeysOnly,

    /// <summary>The item after the change (<c>NEW_IMAGE</c>).</summary>
    NewImage,

    /// <summary>The item before the change (<c>OLD_IMAGE</c>).</summary>
    OldImage,

    /// <summary>The item before and after the change (<c>NEW_AND_OLD_IMAGES</c>).</summary>
    NewAndOldImages,
}
