"""Print the first port from the given one upwards that nobody listens on: python deploy/free_port.py 8501"""

import socket
import sys


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


wanted = int(sys.argv[1])
print(next((port for port in range(wanted, wanted + 100) if is_free(port)), wanted))
